-- AlterTable
ALTER TABLE "office_file" ADD COLUMN     "alerted_at" TIMESTAMPTZ(3);
