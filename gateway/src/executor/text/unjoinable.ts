/** Why an operation's answers cannot be joined as text. Caught where the attempt to compile it began. */
export class Unjoinable extends Error {}
