/** The text of a GraphQL document, which knows the types of its variables and of its answer. */
export class TypedDocument<Data, Variables> {
  /** For the compiler only. */
  declare readonly answer?: (variables: Variables) => Data;

  constructor(private readonly text: string) {}

  toString(): string {
    return this.text;
  }
}
