/**
 * A force layout for a city's neighbourhood: links pull, cities push each other apart, everything is drawn gently to
 * the middle. It begins on a spiral, so the same neighbourhood always settles into the same picture. Every pair of
 * cities is looked at, which is right for the 500 that a neighbourhood may have.
 */
export class ForceLayout {
  readonly points: Float32Array;
  private readonly speed: Float32Array;
  private readonly share: Float32Array;
  private heat = 1;

  constructor(
    private readonly cities: number,
    private readonly a: Uint32Array,
    private readonly b: Uint32Array,
  ) {
    this.points = new Float32Array(2 * cities);
    this.speed = new Float32Array(2 * cities);
    const degree = new Float32Array(cities);
    for (let i = 0; i < a.length; i++) {
      degree[a[i] as number]!++;
      degree[b[i] as number]!++;
    }
    // A link moves its less connected end more: leaves gather around their hub.
    this.share = Float32Array.from(a, (end, i) => {
      const [da, db] = [degree[end] as number, degree[b[i] as number] as number];
      return db / (da + db);
    });
    for (let city = 0; city < cities; city++) {
      const radius = 0.6 * Math.sqrt(city);
      const angle = city * 2.399963;
      this.points[2 * city] = radius * Math.cos(angle);
      this.points[2 * city + 1] = radius * Math.sin(angle);
    }
  }

  /** Goes on by some rounds; true once everything has come to rest. */
  step(rounds: number): boolean {
    for (let i = 0; i < rounds && this.heat > 0.004; i++) {
      this.round();
      this.heat *= 0.985;
    }
    return this.heat <= 0.004;
  }

  private round() {
    const { points: p, speed: v, heat } = this;
    for (let i = 0; i < this.a.length; i++) {
      const [s, t] = [2 * (this.a[i] as number), 2 * (this.b[i] as number)];
      const dx = (p[t] as number) - (p[s] as number);
      const dy = (p[t + 1] as number) - (p[s + 1] as number);
      const far = Math.hypot(dx, dy) || 1e-6;
      const pull = (0.35 * heat * (far - 1.4)) / far;
      const share = this.share[i] as number;
      v[s]! += dx * pull * share;
      v[s + 1]! += dy * pull * share;
      v[t]! -= dx * pull * (1 - share);
      v[t + 1]! -= dy * pull * (1 - share);
    }
    for (let i = 0; i < this.cities; i++) {
      const [x, y] = [p[2 * i] as number, p[2 * i + 1] as number];
      for (let j = i + 1; j < this.cities; j++) {
        const dx = (p[2 * j] as number) - x || 1e-3;
        const dy = (p[2 * j + 1] as number) - y || 1e-3;
        const push = (0.5 * heat) / Math.max(0.05, dx * dx + dy * dy);
        v[2 * i]! -= dx * push;
        v[2 * i + 1]! -= dy * push;
        v[2 * j]! += dx * push;
        v[2 * j + 1]! += dy * push;
      }
      v[2 * i]! -= x * 0.03 * heat;
      v[2 * i + 1]! -= y * 0.03 * heat;
    }
    for (let i = 0; i < v.length; i++) {
      v[i]! *= 0.55;
      p[i]! += Math.max(-2, Math.min(2, v[i] as number));
    }
  }
}
