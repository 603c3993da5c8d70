/** A bar of the distribution of degrees: cities with `from` to `to` neighbours. */
export interface Bar {
  from: number;
  to: number;
  cities: number;
}

const most = 24; // bars

/** Bars for degrees, one each where there is room, else of equal width; degrees that do not occur have empty bars. */
export function barsOf(degrees: readonly { degree: number; cities: number }[]): Bar[] {
  const last = degrees.reduce((greatest, { degree }) => Math.max(greatest, degree), 0);
  const width = Math.ceil((last + 1) / most);
  const bars: Bar[] = Array.from({ length: Math.ceil((last + 1) / width) }, (_, index) => ({
    from: index * width,
    to: (index + 1) * width - 1,
    cities: 0,
  }));
  for (const { degree, cities } of degrees) {
    const bar = bars[Math.floor(degree / width)];
    if (bar) bar.cities += cities;
  }
  return bars;
}

/** The height of a bar from 0 to 1, by the logarithm: most cities have few links, and the few with many matter. */
export function heightOf(cities: number, greatest: number): number {
  return cities === 0 ? 0 : (Math.log10(cities) + 0.3) / (Math.log10(Math.max(greatest, 1)) + 0.3);
}
