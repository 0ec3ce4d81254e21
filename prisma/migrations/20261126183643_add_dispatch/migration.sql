-- DropIndex
DROP INDEX "delivery_campaign_id_status_idx";

-- AlterTable
ALTER TABLE "campaign" ADD COLUMN     "expanded_to" TEXT;

-- AlterTable
ALTER TABLE "delivery" ADD COLUMN     "identity_id" UUID,
ADD COLUMN     "tried" JSONB;

-- CreateTable
CREATE TABLE "send_limit" (
    "account" TEXT NOT NULL,
    "free_at" TIMESTAMPTZ(6) NOT NULL,
    "minute" INTEGER NOT NULL DEFAULT 0,
    "calls" INTEGER NOT NULL DEFAULT 0,
    "blocked_until" TIMESTAMPTZ(3),
    "failures" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "send_limit_pkey" PRIMARY KEY ("account")
);

-- CreateIndex
CREATE INDEX "delivery_campaign_id_status_channel_not_before_idx" ON "delivery"("campaign_id", "status", "channel", "not_before");
