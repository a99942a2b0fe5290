declare const types: unique symbol;

/** The text of an operation that knows the types of its answer and its variables. The compiler's knowledge only: at run time a string. */
export type TypedDocument<Data, Variables> = string & { readonly [types]?: (variables: Variables) => Data };

/** `typedDocument<{ stockReserve: … }, { input: … }>('mutation StockReserve($input: …) { … }')`, where no code generator writes it. */
export const typedDocument = <Data, Variables>(text: string): TypedDocument<Data, Variables> => text;
