import { getArgumentValues, Kind, type FormattedExecutionResult, type GraphQLSchema } from 'graphql';
import type { Variables } from '../engine/engine-types.ts';
import type { PreparedOperation } from '../operations/operation.ts';
import { leafKeys } from './event-identity.ts';

/** Subscription fields whose every event carries the whole state of its subject, with the field that names the subject. */
export type FullStateFields = Readonly<Record<string, string>>;

/**
 * Those of the marketplace. Missing on purpose: `orderUpdated`, `viewerOrdersUpdated`, `shipmentTracking` and
 * `notificationReceived`, whose events are a history that a client shows line by line.
 */
export const FULL_STATE_FIELDS: FullStateFields = {
  availabilityChanged: 'offerId',
  checkoutStatusChanged: 'checkoutId',
  dealClaimUpdated: 'claimId',
  dealTicks: 'dealId',
  featuredOfferChanged: 'variantId',
  paymentStatusChanged: 'paymentId',
};

/** What an event is about, when a newer event about the same makes it worthless; null when it must not be dropped. */
export type SubjectOf = (event: FormattedExecutionResult) => string | null;

const never: SubjectOf = () => null;

/**
 * A stream that follows one subject needs nothing else; in one that follows several, the client must have selected the
 * field that names them, or their events cannot be told apart and none is dropped.
 */
export function subjectOf(
  { document, operation }: Pick<PreparedOperation, 'document' | 'operation'>,
  variables: Variables,
  schema: GraphQLSchema,
  fields: FullStateFields,
): SubjectOf {
  const root = operation.selectionSet.selections.find((selection) => selection.kind === Kind.FIELD);
  const field = root ? schema.getSubscriptionType()?.getFields()[root.name.value] : undefined;
  const naming = root && Object.hasOwn(fields, root.name.value) ? fields[root.name.value] : undefined;
  if (!root?.selectionSet || !field || naming === undefined) return never;

  const rootKey = root.alias?.value ?? root.name.value;
  const selected = leafKeys(root.selectionSet, document).get(naming);
  const followsOne = Object.values(getArgumentValues(field, root, { ...variables })).every(
    (value) => !Array.isArray(value) || value.length <= 1,
  );
  if (!followsOne && selected === undefined) return never;
  return ({ data, errors }) => {
    const event = data?.[rootKey] as Record<string, unknown> | null | undefined;
    if (!event || errors) return null;
    return followsOne ? '' : String(event[selected!]);
  };
}
