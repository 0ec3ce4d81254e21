-- AlterTable
ALTER TABLE "audit_entry" ADD COLUMN     "campaign_id" UUID,
ADD COLUMN     "member_id" UUID;

-- AlterTable
ALTER TABLE "campaign" ADD COLUMN     "recipients" INTEGER;

-- AlterTable
ALTER TABLE "delivery" ADD COLUMN     "call_outcome" TEXT,
ADD COLUMN     "called_at" TIMESTAMPTZ(3),
ADD COLUMN     "called_by" TEXT;

-- AlterTable
ALTER TABLE "member" ADD COLUMN     "name_key" TEXT NOT NULL;

-- AlterTable
ALTER TABLE "staff_user" ADD COLUMN     "chat_token" TEXT,
ADD COLUMN     "person_id" UUID;

-- CreateIndex
CREATE UNIQUE INDEX "staff_user_chat_token_key" ON "staff_user"("chat_token");

-- CreateIndex
CREATE INDEX "staff_user_person_id_idx" ON "staff_user"("person_id");

-- AddForeignKey
ALTER TABLE "staff_user" ADD CONSTRAINT "staff_user_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;
