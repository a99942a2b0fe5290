import 'reflect-metadata';
import { describedEnum } from './described-enum.ts';
import { Arg, Directive, Field, Int, ObjectType } from 'type-graphql';
import { AppError } from '../../errors/index.ts';
import { GraphQLURL } from './scalars.ts';

export const ImageFormat = describedEnum('ImageFormat', 'The file format of a rendition.', {
  ORIGINAL: 'As it was uploaded.',
  WEBP: 'WebP: small, understood by every current browser.',
  AVIF: 'AVIF: smallest, for current browsers.',
  JPEG: 'JPEG: understood everywhere.',
});
export type ImageFormat = (typeof ImageFormat)[keyof typeof ImageFormat];

const MAX_EDGE_PIXELS = 4096;

@Directive('@shareable')
@ObjectType('Image', { description: 'A picture, in the sizes and formats a client asks for.' })
export class Image {
  /** Where the original lies; renditions are the same address with `w`, `h` and `format`. */
  source: string;

  @Field(() => GraphQLURL, { description: 'The address of a rendition. It may be cached for ever.' })
  url(
    @Arg('width', () => Int, { nullable: true, description: 'At most this many pixels wide, 1 to 4096.' })
    width?: number | null,
    @Arg('height', () => Int, { nullable: true, description: 'At most this many pixels high, 1 to 4096.' })
    height?: number | null,
    @Arg('format', () => ImageFormat, { nullable: true, description: 'The file format; the original’s when left out.' })
    format?: ImageFormat | null,
  ): string {
    const rendition = new URL(this.source);
    if (width != null) rendition.searchParams.set('w', String(edge('width', width)));
    if (height != null) rendition.searchParams.set('h', String(edge('height', height)));
    if (format != null && format !== 'ORIGINAL') rendition.searchParams.set('format', format.toLowerCase());
    return rendition.href;
  }

  @Field(() => String, { nullable: true, description: 'What the picture shows, for those who cannot see it.' })
  altText: string | null;

  @Field(() => Int, { nullable: true, description: 'Width of the original in pixels, when known.' })
  width: number | null;

  @Field(() => Int, { nullable: true, description: 'Height of the original in pixels, when known.' })
  height: number | null;
}

export function toImage(image: {
  source: string;
  altText?: string | null;
  width?: number | null;
  height?: number | null;
}): Image {
  return Object.assign(new Image(), {
    source: image.source,
    altText: image.altText ?? null,
    width: image.width ?? null,
    height: image.height ?? null,
  });
}

function edge(argument: string, pixels: number): number {
  if (pixels < 1 || pixels > MAX_EDGE_PIXELS) {
    throw new AppError('BAD_USER_INPUT', `"${argument}" must be between 1 and ${MAX_EDGE_PIXELS}.`, { argument });
  }
  return pixels;
}
