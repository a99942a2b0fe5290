import type { FormattedExecutionResult, GraphQLFormattedError } from 'graphql';

/** A part of an answer, as the draft of 24 August 2022 has it. */
export interface Part extends FormattedExecutionResult {
  readonly hasNext: boolean;
  readonly incremental?: readonly {
    readonly data: unknown;
    readonly path: readonly (string | number)[];
    readonly label?: string;
    readonly errors?: readonly GraphQLFormattedError[];
  }[];
}

const OPENING = '\r\n---\r\n';
const HEAD = 'content-type: application/json; charset=utf-8\r\n\r\n';
const DELIMITER = /\r\n---(--)?\r\n/;

/** The parts of a multipart answer as they arrive; strict about every byte (RFC 2046, 5.1.1). */
export async function* partsOf(response: Response): AsyncGenerator<Part, void> {
  let text = '';
  let opened = false;
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    if (!opened && text.length >= OPENING.length) {
      if (!text.startsWith(OPENING)) throw new Error(`the answer begins with ${JSON.stringify(text.slice(0, 20))}`);
      text = text.slice(OPENING.length);
      opened = true;
    }
    for (let end = DELIMITER.exec(text); opened && end; end = DELIMITER.exec(text)) {
      if (!text.startsWith(HEAD)) throw new Error(`a part begins with ${JSON.stringify(text.slice(0, 20))}`);
      const part = JSON.parse(text.slice(HEAD.length, end.index)) as Part;
      if (part.hasNext !== (end[1] === undefined)) throw new Error('a part and the line after it disagree on the end');
      text = text.slice(end.index + end[0].length);
      yield part;
      if (!part.hasNext && text !== '') throw new Error(`after the end comes ${JSON.stringify(text)}`);
    }
  }
  if (text !== '') throw new Error(`the answer breaks off: ${JSON.stringify(text)}`);
}
