import type { Intent } from './intent.ts';
import { CHALLENGE_CODE } from './test-cards.ts';

const page = (title: string, content: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>body{font:16px/1.5 system-ui;max-width:28rem;margin:3rem auto;padding:0 1rem}button{font:inherit;padding:.5rem 1rem;margin-right:.5rem}code{font-size:1.25rem}</style>
</head><body><h1>${title}</h1>${content}</body></html>`;

/** Stands in for the bank's page. Everything shown was made by the simulator itself: nothing to escape. */
export function challengePage({ amountMinor, currency, action, status }: Intent): string {
  if (status !== 'requires_action')
    return page('Simulated bank', '<p>This payment was decided already. Go back to the shop.</p>');
  const question = action === 'use_3ds' ? 'Is this you?' : 'Shall the transfer arrive?';
  return page(
    'Simulated bank',
    `<p>${question} ${amountMinor} ${currency} in the smallest unit.</p>
     <p>Your code: <code>${CHALLENGE_CODE}</code></p>
     <form method="post"><button name="answer" value="yes">Confirm</button><button name="answer" value="no">Refuse</button></form>`,
  );
}

export const answeredPage = (confirmed: boolean): string =>
  page(
    'Simulated bank',
    confirmed
      ? `<p>Confirmed. Go back to the shop; when it asks for the code, it is <code>${CHALLENGE_CODE}</code>.</p>`
      : '<p>Refused. Go back to the shop and choose another way to pay.</p>',
  );
