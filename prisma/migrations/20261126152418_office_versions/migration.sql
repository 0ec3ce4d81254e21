-- AlterTable
ALTER TABLE "consent_receipt" ADD COLUMN     "recorded_by" TEXT;

-- AlterTable
ALTER TABLE "office_file" ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "return_request" ADD COLUMN     "log_seq" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "staff_user" ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;
