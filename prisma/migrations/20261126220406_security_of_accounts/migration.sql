-- AlterTable
ALTER TABLE "audit_entry" ADD COLUMN     "route" TEXT,
ADD COLUMN     "source" TEXT;

-- AlterTable
ALTER TABLE "staff_session" ADD COLUMN     "device" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "id" UUID NOT NULL DEFAULT gen_random_uuid();

-- AlterTable
ALTER TABLE "staff_user" ADD COLUMN     "password_until" TIMESTAMPTZ(3);

-- CreateIndex
CREATE UNIQUE INDEX "staff_session_id_key" ON "staff_session"("id");

-- Rules stand against UPDATE and DELETE, only a trigger stands against TRUNCATE. Statements are cut apart at each semicolon,
-- so those of the function are written as \073.
CREATE FUNCTION audit_entry_keep() RETURNS trigger LANGUAGE plpgsql AS
  E'BEGIN RAISE EXCEPTION \'audit_entry can be added to only\'\073 END\073';
CREATE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON "audit_entry"
  FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_keep();
