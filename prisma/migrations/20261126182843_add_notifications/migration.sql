-- CreateEnum
CREATE TYPE "event_status" AS ENUM ('draft', 'published', 'cancelled');

-- CreateEnum
CREATE TYPE "event_reply_status" AS ENUM ('going', 'waiting', 'declined');

-- CreateEnum
CREATE TYPE "campaign_status" AS ENUM ('draft', 'awaiting_approval', 'scheduled', 'running', 'paused', 'finished', 'cancelled', 'expired');

-- CreateEnum
CREATE TYPE "delivery_status" AS ENUM ('waiting', 'sending', 'sent', 'delivered', 'read', 'failed', 'uncertain', 'skipped', 'call_list', 'cancelled');

-- CreateTable
CREATE TABLE "event" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "about" TEXT,
    "place" TEXT NOT NULL,
    "unit" TEXT,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3),
    "who_may_come" TEXT,
    "papers" TEXT,
    "contact" TEXT,
    "capacity" INTEGER,
    "takes_replies" BOOLEAN NOT NULL DEFAULT true,
    "reply_by" TIMESTAMPTZ(3),
    "audience" JSONB NOT NULL,
    "status" "event_status" NOT NULL DEFAULT 'draft',
    "cancel_reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event_reply" (
    "event_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "status" "event_reply_status" NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "replied_at" TIMESTAMPTZ(3) NOT NULL,
    "moved_up_at" TIMESTAMPTZ(3),
    "checked_in_at" TIMESTAMPTZ(3),

    CONSTRAINT "event_reply_pkey" PRIMARY KEY ("event_id","person_id")
);

-- CreateTable
CREATE TABLE "member" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "phone" TEXT,
    "unit" TEXT NOT NULL,
    "kind" TEXT,
    "link_token" TEXT NOT NULL,
    "person_id" UUID,
    "linked_at" TIMESTAMPTZ(3),
    "imported_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "member_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "certificate" (
    "id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "number" TEXT,
    "product_name" TEXT NOT NULL,
    "product_set" INTEGER,
    "stars" INTEGER NOT NULL,
    "issued_on" DATE,
    "expires_on" DATE,

    CONSTRAINT "certificate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "topic_preference" (
    "person_id" UUID NOT NULL,
    "topic" TEXT NOT NULL,
    "on" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "topic_preference_pkey" PRIMARY KEY ("person_id","topic")
);

-- CreateTable
CREATE TABLE "campaign" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "source_key" TEXT,
    "event_id" UUID,
    "text" TEXT NOT NULL,
    "buttons" JSONB NOT NULL,
    "template" JSONB,
    "audience" JSONB,
    "priority" INTEGER NOT NULL,
    "status" "campaign_status" NOT NULL DEFAULT 'draft',
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "expanded_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "cancel_reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "approved_by" TEXT,
    "approved_at" TIMESTAMPTZ(3),

    CONSTRAINT "campaign_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery" (
    "seq" BIGSERIAL NOT NULL,
    "campaign_id" UUID NOT NULL,
    "recipient_key" TEXT NOT NULL,
    "person_id" UUID,
    "member_id" UUID,
    "registration_id" UUID,
    "body" BYTEA,
    "status" "delivery_status" NOT NULL DEFAULT 'waiting',
    "reason" TEXT,
    "way" TEXT,
    "channel" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "not_before" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "priority" INTEGER NOT NULL,
    "claimed_by" TEXT,
    "claimed_until" TIMESTAMPTZ(3),
    "message_id" TEXT,
    "cost" INTEGER,
    "sent_at" TIMESTAMPTZ(3),
    "delivered_at" TIMESTAMPTZ(3),
    "read_at" TIMESTAMPTZ(3),
    "understood_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("seq")
);

-- CreateIndex
CREATE INDEX "event_status_starts_at_idx" ON "event"("status", "starts_at");

-- CreateIndex
CREATE INDEX "event_reply_event_id_status_seq_idx" ON "event_reply"("event_id", "status", "seq");

-- CreateIndex
CREATE INDEX "event_reply_person_id_idx" ON "event_reply"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "event_reply_event_id_code_key" ON "event_reply"("event_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "member_link_token_key" ON "member"("link_token");

-- CreateIndex
CREATE INDEX "member_phone_idx" ON "member"("phone");

-- CreateIndex
CREATE INDEX "member_unit_idx" ON "member"("unit");

-- CreateIndex
CREATE INDEX "member_person_id_idx" ON "member"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "certificate_number_key" ON "certificate"("number");

-- CreateIndex
CREATE INDEX "certificate_member_id_idx" ON "certificate"("member_id");

-- CreateIndex
CREATE INDEX "certificate_expires_on_idx" ON "certificate"("expires_on");

-- CreateIndex
CREATE UNIQUE INDEX "campaign_source_key_key" ON "campaign"("source_key");

-- CreateIndex
CREATE INDEX "campaign_status_starts_at_idx" ON "campaign"("status", "starts_at");

-- CreateIndex
CREATE INDEX "campaign_event_id_idx" ON "campaign"("event_id");

-- CreateIndex
CREATE INDEX "delivery_status_priority_not_before_idx" ON "delivery"("status", "priority", "not_before");

-- CreateIndex
CREATE INDEX "delivery_campaign_id_status_idx" ON "delivery"("campaign_id", "status");

-- CreateIndex
CREATE INDEX "delivery_person_id_sent_at_idx" ON "delivery"("person_id", "sent_at");

-- CreateIndex
CREATE INDEX "delivery_message_id_idx" ON "delivery"("message_id");

-- CreateIndex
CREATE UNIQUE INDEX "delivery_campaign_id_recipient_key_key" ON "delivery"("campaign_id", "recipient_key");

-- AddForeignKey
ALTER TABLE "event_reply" ADD CONSTRAINT "event_reply_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event_reply" ADD CONSTRAINT "event_reply_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "certificate" ADD CONSTRAINT "certificate_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "topic_preference" ADD CONSTRAINT "topic_preference_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "campaign" ADD CONSTRAINT "campaign_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "campaign"("id") ON DELETE CASCADE ON UPDATE CASCADE;
