import type { AddressId, UserId } from '@emporium/contracts/ids';
import type { CurrencyCode } from '@emporium/contracts/money';
import type { Role } from './roles.ts';

export interface Preferences {
  readonly marketingEmail: boolean;
  readonly marketingSms: boolean;
  readonly push: boolean;
  readonly dealAlerts: boolean;
  readonly personalizedAds: boolean;
}

/** Nothing that a person did not ask for. */
export const DEFAULT_PREFERENCES: Preferences = {
  marketingEmail: false,
  marketingSms: false,
  push: true,
  dealAlerts: false,
  personalizedAds: false,
};

/** An account without its secrets. */
export interface Account {
  readonly id: UserId;
  /** Normalized; one account each. */
  readonly email: string;
  readonly emailVerified: boolean;
  readonly displayName: string;
  readonly phone: string | null;
  /** BCP 47. */
  readonly locale: string;
  readonly preferredCurrency: CurrencyCode;
  readonly preferences: Preferences;
  readonly roles: readonly Role[];
  readonly createdAt: Date;
}

/** What a person may change of their account; what is absent stays. */
export interface AccountChanges {
  readonly displayName?: string;
  readonly phone?: string | null;
  readonly locale?: string;
  readonly preferredCurrency?: CurrencyCode;
  readonly preferences?: Partial<Preferences>;
}

export const changed = (account: Account, { preferences, ...changes }: AccountChanges): Account => ({
  ...account,
  ...changes,
  preferences: { ...account.preferences, ...preferences },
});

export type SecurityEventKind =
  | 'SIGN_IN'
  | 'SIGN_IN_FAILED'
  | 'ACCOUNT_LOCKED'
  | 'PASSWORD_CHANGED'
  | 'ADDRESS_ADDED'
  | 'SESSION_REVOKED'
  | 'REFRESH_TOKEN_REUSED'
  | 'ROLES_CHANGED'
  | 'API_CLIENT_CREATED'
  | 'API_CLIENT_REVOKED';

export interface SavedAddress {
  readonly id: AddressId;
  readonly label: string | null;
  readonly address: PostalAddress;
  readonly isDefault: boolean;
  /** The form of the address was checked by the rules of its country. */
  readonly validated: boolean;
}

export interface PostalAddress {
  readonly recipient: string;
  readonly line1: string;
  readonly line2: string | null;
  readonly city: string;
  readonly region: string | null;
  readonly postalCode: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly phone: string | null;
}
