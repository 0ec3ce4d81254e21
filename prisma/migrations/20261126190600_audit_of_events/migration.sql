-- AlterTable
ALTER TABLE "audit_entry" ADD COLUMN     "event_id" UUID;
