-- AlterTable
ALTER TABLE "audit_entry" ADD COLUMN     "data_request_id" UUID;

-- AlterTable
ALTER TABLE "data_request" ADD COLUMN     "answered_at" TIMESTAMPTZ(3),
ADD COLUMN     "answered_by" TEXT,
ADD COLUMN     "refusal" TEXT,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;
