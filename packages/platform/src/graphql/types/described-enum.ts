import 'reflect-metadata';
import { registerEnumType } from 'type-graphql';

/**
 * A GraphQL enum, each member with its description. Given a union (`describedEnum<OrderStatus>`), what the union
 * gains does not compile until it is described.
 */
export function describedEnum<Member extends string>(
  name: string,
  description: string,
  members: Readonly<Record<Member, string>>,
): { readonly [M in Member]: M } {
  const names = Object.keys(members) as Member[];
  const values = Object.fromEntries(names.map((member) => [member, member])) as { readonly [M in Member]: M };
  const valuesConfig = Object.fromEntries(names.map((member) => [member, { description: members[member] }]));
  registerEnumType(values, {
    name,
    description,
    valuesConfig: valuesConfig as Record<Member, { description: string }>,
  });
  return values;
}
