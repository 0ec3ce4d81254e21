# The database client is generated in the first stage: the Prisma command-line tool stays out of the image.
FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
COPY prisma ./prisma
RUN npm ci --no-audit --no-fund
RUN cp -r src/platform/database/generated /generated && npm prune --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:24-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
WORKDIR /app
COPY --from=build /app/node_modules ./node_modules
COPY package.json LICENSE ./
COPY prisma ./prisma
COPY knowledge ./knowledge
COPY prompts ./prompts
COPY src ./src
COPY --from=build /generated ./src/platform/database/generated
RUN mkdir /data && chown node:node /data
# The embedded database runs as this user too; PostgreSQL refuses root.
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["node", "-e", "fetch('http://127.0.0.1:3000/health/ready').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Node itself gets the signal to stop, not a shell or npm. More than the 25 s that a turn in hand may take:
STOPSIGNAL SIGTERM
CMD ["node", "--import", "tsx", "src/main.ts", "serve"]
