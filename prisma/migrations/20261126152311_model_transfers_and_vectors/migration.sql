-- CreateTable
CREATE TABLE "model_transfer" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "purpose" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "location" TEXT NOT NULL,
    "masked" BOOLEAN NOT NULL,
    "characters" INTEGER NOT NULL,
    "outcome" TEXT NOT NULL,

    CONSTRAINT "model_transfer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "text_vector" (
    "model" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "vector" BYTEA NOT NULL,

    CONSTRAINT "text_vector_pkey" PRIMARY KEY ("model","hash")
);

-- CreateIndex
CREATE INDEX "model_transfer_at_idx" ON "model_transfer"("at");
