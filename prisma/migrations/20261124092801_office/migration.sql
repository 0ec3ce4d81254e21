-- AlterTable
ALTER TABLE "status_change" ADD COLUMN     "log_seq" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "staff_user" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "whole_province" BOOLEAN NOT NULL,
    "units" TEXT[],
    "password_hash" TEXT NOT NULL,
    "must_change_password" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "disabled_at" TIMESTAMPTZ(3),

    CONSTRAINT "staff_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_session" (
    "token_hash" TEXT NOT NULL,
    "staff_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "staff_session_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "sign_in_failure" (
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "locked_until" TIMESTAMPTZ(3),
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_failure_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "seq" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "who" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "registration_id" UUID,
    "staff_id" UUID,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "office_file" (
    "registration_id" UUID NOT NULL,
    "unit" TEXT NOT NULL,
    "applicant_kind" TEXT NOT NULL,
    "product_set" INTEGER,
    "kind" TEXT NOT NULL,
    "phone" TEXT,
    "tax_code" TEXT,
    "product_key" TEXT NOT NULL,
    "search" TEXT NOT NULL,
    "filled_by_office" BOOLEAN NOT NULL DEFAULT false,
    "received_on" DATE,
    "due_on" DATE,
    "official_number" TEXT,
    "product_code" TEXT,
    "assignee_id" UUID,
    "round_on" DATE,

    CONSTRAINT "office_file_pkey" PRIMARY KEY ("registration_id")
);

-- CreateTable
CREATE TABLE "assessment" (
    "registration_id" UUID NOT NULL,
    "topic" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "met" BOOLEAN NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "assessment_pkey" PRIMARY KEY ("registration_id","topic")
);

-- CreateTable
CREATE TABLE "return_request" (
    "id" UUID NOT NULL,
    "registration_id" UUID NOT NULL,
    "fields" JSONB NOT NULL,
    "due_on" DATE NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "return_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "office_note" (
    "id" UUID NOT NULL,
    "registration_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "office_note_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "evaluation_result" (
    "registration_id" UUID NOT NULL,
    "points" DECIMAL(5,2) NOT NULL,
    "stars" INTEGER,
    "certificate_number" TEXT,
    "certificate_on" DATE,
    "expires_on" DATE,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "evaluation_result_pkey" PRIMARY KEY ("registration_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "staff_user_email_key" ON "staff_user"("email");

-- CreateIndex
CREATE INDEX "staff_session_staff_id_idx" ON "staff_session"("staff_id");

-- CreateIndex
CREATE INDEX "audit_entry_at_idx" ON "audit_entry"("at");

-- CreateIndex
CREATE INDEX "audit_entry_registration_id_at_idx" ON "audit_entry"("registration_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "office_file_official_number_key" ON "office_file"("official_number");

-- CreateIndex
CREATE UNIQUE INDEX "office_file_product_code_key" ON "office_file"("product_code");

-- CreateIndex
CREATE INDEX "office_file_unit_idx" ON "office_file"("unit");

-- CreateIndex
CREATE INDEX "office_file_phone_idx" ON "office_file"("phone");

-- CreateIndex
CREATE INDEX "office_file_tax_code_idx" ON "office_file"("tax_code");

-- CreateIndex
CREATE INDEX "office_file_round_on_unit_idx" ON "office_file"("round_on", "unit");

-- CreateIndex
CREATE INDEX "return_request_registration_id_at_idx" ON "return_request"("registration_id", "at");

-- CreateIndex
CREATE INDEX "office_note_registration_id_at_idx" ON "office_note"("registration_id", "at");

-- AddForeignKey
ALTER TABLE "staff_session" ADD CONSTRAINT "staff_session_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "office_file" ADD CONSTRAINT "office_file_registration_id_fkey" FOREIGN KEY ("registration_id") REFERENCES "registration"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assessment" ADD CONSTRAINT "assessment_registration_id_fkey" FOREIGN KEY ("registration_id") REFERENCES "registration"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "return_request" ADD CONSTRAINT "return_request_registration_id_fkey" FOREIGN KEY ("registration_id") REFERENCES "registration"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "office_note" ADD CONSTRAINT "office_note_registration_id_fkey" FOREIGN KEY ("registration_id") REFERENCES "registration"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evaluation_result" ADD CONSTRAINT "evaluation_result_registration_id_fkey" FOREIGN KEY ("registration_id") REFERENCES "registration"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The audit log is only ever added to, also by hand: changes have no effect.
CREATE RULE audit_entry_no_update AS ON UPDATE TO "audit_entry" DO INSTEAD NOTHING;
CREATE RULE audit_entry_no_delete AS ON DELETE TO "audit_entry" DO INSTEAD NOTHING;
