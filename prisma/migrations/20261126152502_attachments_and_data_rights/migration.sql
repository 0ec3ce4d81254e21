-- AlterTable
ALTER TABLE "outbox_message" ADD COLUMN     "forget" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "attachment" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "registration_id" UUID NOT NULL,
    "paper" TEXT,
    "kind" TEXT NOT NULL,
    "name" BYTEA NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "attachment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "data_request" (
    "id" UUID NOT NULL,
    "person_id" UUID,
    "right" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "answer_by" DATE NOT NULL,
    "due_on" DATE NOT NULL,
    "done_by" TEXT,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "data_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "erasure" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by" TEXT NOT NULL,
    "counts" JSONB NOT NULL,

    CONSTRAINT "erasure_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "attachment_person_id_idx" ON "attachment"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "attachment_registration_id_sha256_key" ON "attachment"("registration_id", "sha256");

-- CreateIndex
CREATE INDEX "data_request_done_at_due_on_idx" ON "data_request"("done_at", "due_on");

-- CreateIndex
CREATE INDEX "data_request_person_id_idx" ON "data_request"("person_id");

-- AddForeignKey
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_registration_id_fkey" FOREIGN KEY ("registration_id") REFERENCES "registration"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "data_request" ADD CONSTRAINT "data_request_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;
