/** A message as plain text; whoever delivers it adds sender and date. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

const letter = (...paragraphs: readonly string[]): string => [...paragraphs, 'Emporium'].join('\n\n');

/** How long the token in each mail works. */
export const VERIFICATION_HOURS = 48;
export const RESET_MINUTES = 60;

export const verificationMail = (to: string, displayName: string, token: string): Mail => ({
  to,
  subject: 'Confirm your email address',
  text: letter(
    `Welcome, ${displayName}.`,
    `Confirm your address with this code, within ${VERIFICATION_HOURS} hours:`,
    token,
    `mutation { userVerifyEmail(token: "${token}") { user { emailVerified } userErrors { message } } }`,
    'If you did not register, ignore this message.',
  ),
});

export const resetMail = (to: string, displayName: string, token: string): Mail => ({
  to,
  subject: 'Set a new password',
  text: letter(
    `Hello ${displayName},`,
    `somebody, probably you, asked for a new password. Set it with this code, within ${RESET_MINUTES} minutes:`,
    token,
    `mutation { passwordReset(token: "${token}", newPassword: "…") { ok userErrors { message } } }`,
    'If it was not you, ignore this message: nothing has changed.',
  ),
});

export const passwordChangedMail = (to: string, displayName: string): Mail => ({
  to,
  subject: 'Your password was changed',
  text: letter(
    `Hello ${displayName},`,
    'your password was changed, and every device was signed out. Sign in with the new one.',
    'If it was not you, ask for a new password at once.',
  ),
});
