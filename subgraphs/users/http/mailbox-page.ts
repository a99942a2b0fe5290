import type { StoredMail } from '../data/mailbox.ts';
import { html, type Html } from './html.ts';

const STYLE = html`<style>
  :root {
    color-scheme: light dark;
    --line: color-mix(in srgb, currentColor 18%, transparent);
  }
  body {
    font:
      16px/1.5 system-ui,
      sans-serif;
    max-width: 46rem;
    margin: 3rem auto;
    padding: 0 1rem;
  }
  h1 {
    font-size: 1.4rem;
  }
  a {
    color: inherit;
  }
  ul {
    list-style: none;
    padding: 0;
    border-top: 1px solid var(--line);
  }
  li {
    border-bottom: 1px solid var(--line);
  }
  li a {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 0 1rem;
    padding: 0.7rem 0;
    text-decoration: none;
  }
  li a:hover strong {
    text-decoration: underline;
  }
  time,
  .to {
    opacity: 0.65;
    font-size: 0.875rem;
  }
  pre {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    font: inherit;
    border-top: 1px solid var(--line);
    padding-top: 1rem;
  }
</style>`;

const page = (title: string, body: Html): string =>
  `<!doctype html>${
    html`<html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${title}</title>
        ${STYLE}
      </head>
      <body>
        ${body}
      </body>
    </html>`.text
  }`;

const time = (at: Date): Html =>
  html`<time datetime="${at.toISOString()}">${at.toISOString().slice(0, 16).replace('T', ' ')} UTC</time>`;

/** The latest messages; `recipient` says for whom, or null for everybody. */
export function listPage(mails: readonly StoredMail[], recipient: string | null): string {
  const items = mails.map(
    ({ id, to, subject, sentAt }) =>
      html`<li>
        <a href="/mailbox/${String(id)}"><strong>${subject}</strong>${time(sentAt)}<span class="to">${to}</span></a>
      </li>`,
  );
  const heading = recipient === null ? html`Mailbox` : html`Mailbox of ${recipient}`;
  const hint =
    recipient === null
      ? html`<p class="to">What the marketplace sent, latest first. It goes nowhere else.</p>`
      : html`<p><a href="/mailbox">← Everybody’s mail</a></p>`;
  const list =
    items.length > 0
      ? html`<ul>
          ${items}
        </ul>`
      : html`<p>Nothing here yet. Register, or place an order.</p>`;
  return page(
    'Mailbox',
    html`<h1>${heading}</h1>
      ${hint} ${list}`,
  );
}

export const mailPage = ({ to, subject, text, sentAt }: StoredMail): string =>
  page(
    subject,
    html`<p><a href="/mailbox">← Mailbox</a></p>
      <h1>${subject}</h1>
      <p><a class="to" href="/mailbox?to=${encodeURIComponent(to)}">${to}</a> · ${time(sentAt)}</p>
      <pre>${text}</pre>`,
  );

export const missingPage = (): string =>
  page(
    'No such message',
    html`<h1>No such message</h1>
      <p><a href="/mailbox">← Mailbox</a></p>`,
  );
