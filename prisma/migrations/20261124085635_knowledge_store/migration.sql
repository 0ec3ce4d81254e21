-- CreateEnum
CREATE TYPE "knowledge_status" AS ENUM ('current', 'superseded', 'withdrawn');

-- CreateTable
CREATE TABLE "knowledge_version" (
    "document" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "status" "knowledge_status" NOT NULL DEFAULT 'current',
    "hash" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "short_title" TEXT NOT NULL,
    "valid_from" TEXT,
    "valid_to" TEXT,
    "header" JSONB NOT NULL,
    "sections" JSONB NOT NULL,
    "imported_at" TIMESTAMPTZ(3) NOT NULL,
    "imported_by" TEXT,

    CONSTRAINT "knowledge_version_pkey" PRIMARY KEY ("document","version")
);

-- CreateTable
CREATE TABLE "unanswered_question" (
    "id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "signature" TEXT NOT NULL,
    "asked_on" DATE NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "unanswered_question_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "knowledge_version_status_idx" ON "knowledge_version"("status");

-- CreateIndex
CREATE INDEX "unanswered_question_asked_on_idx" ON "unanswered_question"("asked_on");

-- CreateIndex
CREATE UNIQUE INDEX "unanswered_question_signature_asked_on_key" ON "unanswered_question"("signature", "asked_on");
