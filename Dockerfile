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

FROM ${NODE_IMAGE} AS program
WORKDIR /app
# The image listens to the world, and the container decides who that is.
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
# What for is said in bench/node-settings.ts, as of the flags below.
ENV MALLOC_MMAP_THRESHOLD_=16384 MALLOC_MMAP_MAX_=16384
COPY --from=production-dependencies /app/node_modules node_modules
COPY package.json openapi.json ./
COPY src src
COPY cli cli
COPY bench bench
COPY migrations migrations

# A read-only root has no place for what node compiles, and to strip the types anew at each start takes 200 ms and 18 MB. So the server is
# started here once, on nothing, by the user and under the flags that node tells compilations apart by, and stopped again.
FROM program AS compiled
RUN install -d -o 65532 node_modules/.cache/todo-api
USER 65532:65532
RUN set -e; \
  export DATABASE_URL=postgres://none@127.0.0.1:1/none JWT_JWKS_URL=http://127.0.0.1:1/ JWT_ISSUER=none JWT_AUDIENCE=none; \
  export HOST=127.0.0.1 PORT=0 SHUTDOWN_DRAIN_MS=0; \
  /usr/local/bin/node --initial-old-space-size=24 --heap-growing-percent=20 --max-semi-space-size=8 --no-parallel-scavenge cli/todo-api.js serve > /tmp/log & server=$!; \
  until grep -qs '"msg":"listening"' /tmp/log; do kill -0 $server; sleep 0.2; done; \
  kill $server; wait $server
RUN chmod -R a+rX node_modules/.cache/todo-api

FROM program AS service
# Read by its user, but not his: who could write here could change the program.
COPY --from=compiled --chown=0:0 /app/node_modules/.cache/todo-api node_modules/.cache/todo-api
# A number, so that an orchestrator can see that it is not root; nothing in the image belongs to it.
USER 65532:65532
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s --retries=3 \
  CMD ["/usr/local/bin/node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/livez`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["/usr/local/bin/node", "--initial-old-space-size=24", "--heap-growing-percent=20", "--max-semi-space-size=8", "--no-parallel-scavenge", "cli/todo-api.js"]
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
