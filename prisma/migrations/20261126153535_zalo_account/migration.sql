-- AlterTable
ALTER TABLE "identity" ADD COLUMN     "last_interaction_at" TIMESTAMPTZ(3),
ADD COLUMN     "unreachable_reason" TEXT,
ADD COLUMN     "unreachable_since" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "officer_hold" (
    "conversation" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "officer_hold_pkey" PRIMARY KEY ("conversation")
);

-- CreateTable
CREATE TABLE "zalo_account" (
    "oa_id" TEXT NOT NULL,
    "pair" BYTEA,
    "version" INTEGER NOT NULL DEFAULT 0,
    "issued_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "refreshing_since" TIMESTAMPTZ(3),
    "previous_pair" BYTEA,
    "broken_since" TIMESTAMPTZ(3),
    "broken_reason" TEXT,
    "send_version" TEXT NOT NULL DEFAULT 'v3.0',

    CONSTRAINT "zalo_account_pkey" PRIMARY KEY ("oa_id")
);

-- CreateTable
CREATE TABLE "zalo_template" (
    "purpose" TEXT NOT NULL,
    "template_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "parameters" JSONB NOT NULL,
    "price_phone" INTEGER,
    "price_uid" INTEGER,
    "checked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "zalo_template_pkey" PRIMARY KEY ("purpose")
);

-- CreateTable
CREATE TABLE "zalo_template_send" (
    "tracking_id" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "way" TEXT NOT NULL,
    "status" "outbox_status" NOT NULL,
    "reason" TEXT,
    "message_id" TEXT,
    "price" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "delivered_at" TIMESTAMPTZ(3),

    CONSTRAINT "zalo_template_send_pkey" PRIMARY KEY ("tracking_id")
);

-- CreateIndex
CREATE INDEX "officer_hold_until_idx" ON "officer_hold"("until");

-- CreateIndex
CREATE UNIQUE INDEX "zalo_template_send_message_id_key" ON "zalo_template_send"("message_id");
