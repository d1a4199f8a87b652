# The image of todo-api: one for serve, migrate and every other command. TypeScript runs unbuilt, so nothing is compiled.
ARG NODE_IMAGE=node:24.21.0-bookworm-slim

FROM ${NODE_IMAGE} AS production-dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --no-fund --no-audit

FROM ${NODE_IMAGE} AS all-dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-fund --no-audit

# A real Better Auth for the compose file: accounts and tokens, in a database of its own. Not part of the service.
FROM ${NODE_IMAGE} AS issuer
WORKDIR /app
ENV NODE_ENV=production
COPY --from=all-dependencies /app/node_modules node_modules
COPY package.json ./
COPY src src
COPY cli cli
COPY migrations migrations
USER 65532:65532
EXPOSE 3001
ENTRYPOINT ["/usr/local/bin/node", "cli/dev/issuer.ts"]

FROM ${NODE_IMAGE} AS service
WORKDIR /app
# The image listens to the world, and the container decides who that is.
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
COPY --from=production-dependencies /app/node_modules node_modules
COPY package.json openapi.json ./
COPY src src
COPY cli cli
COPY bench bench
COPY migrations migrations
# A number, so that an orchestrator can see that it is not root; nothing in the image belongs to it.
USER 65532:65532
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s --retries=3 \
  CMD ["/usr/local/bin/node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/livez`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# What the flags are for is said in bench/node-flags.ts.
ENTRYPOINT ["/usr/local/bin/node", "--initial-old-space-size=24", "--heap-growing-percent=30", "--max-semi-space-size=8", "cli/todo-api.js"]
CMD ["serve"]
# At the end, for they change with every commit: docker build --build-arg REVISION="$(git rev-parse HEAD)" --build-arg SOURCE=<address> .
ARG VERSION=1.0.0
ARG REVISION=unknown
ARG SOURCE=unknown
LABEL org.opencontainers.image.title="todo-api" \
      org.opencontainers.image.description="A secure, stateless, multi-user todo service" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.source="${SOURCE}"
