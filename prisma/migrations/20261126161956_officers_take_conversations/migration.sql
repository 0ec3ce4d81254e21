-- AlterTable
ALTER TABLE "audit_entry" ADD COLUMN     "conversation_id" UUID;

-- AlterTable
ALTER TABLE "handoff_request" ADD COLUMN     "alerted_at" TIMESTAMPTZ(3),
ADD COLUMN     "claimed_at" TIMESTAMPTZ(3),
ADD COLUMN     "claimed_by" UUID,
ADD COLUMN     "unit" TEXT;
