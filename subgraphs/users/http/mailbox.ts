import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Mailbox } from '../data/mailbox.ts';
import { listPage, mailPage, missingPage } from './mailbox-page.ts';

/**
 * What the embedded mail server holds, as pages for people who try the marketplace. Everybody who reaches
 * the server reads everybody's mail, codes included: never where that is not wanted.
 */
export function mailboxRoutes(server: FastifyInstance, mailbox: Mailbox): void {
  server.get<{ Querystring: { to?: unknown } }>('/mailbox', async ({ query }, reply) => {
    const recipient = typeof query.to === 'string' ? query.to : null;
    return send(reply, 200, listPage(await mailbox.list(recipient), recipient));
  });

  server.get<{ Params: { id: string } }>('/mailbox/:id', async ({ params }, reply) => {
    const mail = /^\d{1,18}$/.test(params.id) ? await mailbox.read(BigInt(params.id)) : null;
    return mail === null ? send(reply, 404, missingPage()) : send(reply, 200, mailPage(mail));
  });
}

const send = (reply: FastifyReply, status: number, page: string): FastifyReply =>
  reply
    .code(status)
    .header('content-type', 'text/html; charset=utf-8')
    .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'no-referrer')
    .send(page);
