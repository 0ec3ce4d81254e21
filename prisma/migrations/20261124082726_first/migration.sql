-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "consent_action" AS ENUM ('given', 'refused', 'withdrawn');

-- CreateEnum
CREATE TYPE "inbox_status" AS ENUM ('waiting', 'done', 'failed');

-- CreateEnum
CREATE TYPE "outbox_status" AS ENUM ('waiting', 'sending', 'sent', 'failed', 'uncertain', 'dropped');

-- CreateEnum
CREATE TYPE "registration_status" AS ENUM ('draft', 'submitted', 'returned', 'accepted', 'forwarded', 'evaluated', 'withdrawn');

-- CreateEnum
CREATE TYPE "answer_action" AS ENUM ('set', 'leave', 'clear');

-- CreateEnum
CREATE TYPE "handoff_status" AS ENUM ('open', 'answered', 'closed');

-- CreateEnum
CREATE TYPE "message_direction" AS ENUM ('in', 'out');

-- CreateTable
CREATE TABLE "person" (
    "id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "identity" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "identity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "consent_receipt" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "action" "consent_action" NOT NULL,
    "version" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "consent_receipt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "conversation" (
    "person_id" UUID NOT NULL,
    "state" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "conversation_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "inbox_event" (
    "seq" BIGSERIAL NOT NULL,
    "channel" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "conversation" TEXT NOT NULL,
    "external_id" TEXT,
    "body" BYTEA,
    "status" "inbox_status" NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "reason" TEXT,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "inbox_event_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "lease" (
    "key" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "lease_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "outbox_message" (
    "seq" BIGSERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "conversation" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "body" BYTEA,
    "status" "outbox_status" NOT NULL DEFAULT 'waiting',
    "reason" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "message_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "not_before" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_message_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "registration" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "form" TEXT NOT NULL,
    "form_version" INTEGER NOT NULL,
    "status" "registration_status" NOT NULL DEFAULT 'draft',
    "reference" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "submitted_at" TIMESTAMPTZ(3),

    CONSTRAINT "registration_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "answer_entry" (
    "registration_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "field" TEXT NOT NULL,
    "action" "answer_action" NOT NULL,
    "value" JSONB,
    "words" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "answer_entry_pkey" PRIMARY KEY ("registration_id","seq")
);

-- CreateTable
CREATE TABLE "status_change" (
    "id" UUID NOT NULL,
    "registration_id" UUID NOT NULL,
    "from" "registration_status",
    "to" "registration_status" NOT NULL,
    "who" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "status_change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "handoff_request" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "question" BYTEA,
    "status" "handoff_status" NOT NULL DEFAULT 'open',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "handoff_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "message" (
    "seq" BIGSERIAL NOT NULL,
    "person_id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "direction" "message_direction" NOT NULL,
    "body" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "message_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "counter" (
    "name" TEXT NOT NULL,
    "value" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "counter_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE INDEX "identity_person_id_idx" ON "identity"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "identity_channel_external_id_key" ON "identity"("channel", "external_id");

-- CreateIndex
CREATE INDEX "consent_receipt_person_id_at_idx" ON "consent_receipt"("person_id", "at");

-- CreateIndex
CREATE INDEX "inbox_event_conversation_status_seq_idx" ON "inbox_event"("conversation", "status", "seq");

-- CreateIndex
CREATE INDEX "inbox_event_status_received_at_idx" ON "inbox_event"("status", "received_at");

-- CreateIndex
CREATE UNIQUE INDEX "inbox_event_channel_key_key" ON "inbox_event"("channel", "key");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_message_key_key" ON "outbox_message"("key");

-- CreateIndex
CREATE INDEX "outbox_message_conversation_status_seq_idx" ON "outbox_message"("conversation", "status", "seq");

-- CreateIndex
CREATE INDEX "outbox_message_status_not_before_idx" ON "outbox_message"("status", "not_before");

-- CreateIndex
CREATE UNIQUE INDEX "registration_reference_key" ON "registration"("reference");

-- CreateIndex
CREATE INDEX "registration_person_id_status_idx" ON "registration"("person_id", "status");

-- CreateIndex
CREATE INDEX "registration_status_submitted_at_idx" ON "registration"("status", "submitted_at");

-- CreateIndex
CREATE INDEX "status_change_registration_id_at_idx" ON "status_change"("registration_id", "at");

-- CreateIndex
CREATE INDEX "handoff_request_status_created_at_idx" ON "handoff_request"("status", "created_at");

-- CreateIndex
CREATE INDEX "handoff_request_person_id_idx" ON "handoff_request"("person_id");

-- CreateIndex
CREATE INDEX "message_person_id_seq_idx" ON "message"("person_id", "seq");

-- AddForeignKey
ALTER TABLE "identity" ADD CONSTRAINT "identity_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consent_receipt" ADD CONSTRAINT "consent_receipt_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conversation" ADD CONSTRAINT "conversation_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "registration" ADD CONSTRAINT "registration_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "answer_entry" ADD CONSTRAINT "answer_entry_registration_id_fkey" FOREIGN KEY ("registration_id") REFERENCES "registration"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "status_change" ADD CONSTRAINT "status_change_registration_id_fkey" FOREIGN KEY ("registration_id") REFERENCES "registration"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "handoff_request" ADD CONSTRAINT "handoff_request_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
