-- CreateEnum
CREATE TYPE "export_status" AS ENUM ('waiting', 'running', 'ready', 'failed', 'cancelled');

-- AlterTable
ALTER TABLE "knowledge_version" ADD COLUMN     "amends" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "message" ADD COLUMN     "outbox_key" TEXT;

-- AlterTable
ALTER TABLE "unanswered_question" ADD COLUMN     "done_at" TIMESTAMPTZ(3),
ADD COLUMN     "done_by" TEXT;

-- CreateTable
CREATE TABLE "office_setting" (
    "name" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "changed_by" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "office_setting_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "export" (
    "id" UUID NOT NULL,
    "staff_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "status" "export_status" NOT NULL DEFAULT 'waiting',
    "wanted" UUID[],
    "done" INTEGER NOT NULL DEFAULT 0,
    "size" INTEGER,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "export_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "export_status_created_at_idx" ON "export"("status", "created_at");

-- CreateIndex
CREATE INDEX "export_staff_id_created_at_idx" ON "export"("staff_id", "created_at");
