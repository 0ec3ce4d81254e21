-- CreateTable
CREATE TABLE "knowledge_draft" (
    "id" UUID NOT NULL,
    "document" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "base_version" INTEGER,
    "status" TEXT NOT NULL DEFAULT 'draft',
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_by" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "remark" TEXT,
    "reviewed_by" TEXT,
    "reviewed_at" TIMESTAMPTZ(3),

    CONSTRAINT "knowledge_draft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "canned_answer" (
    "id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "changed_by" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "canned_answer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "year_target" (
    "year" INTEGER NOT NULL,
    "measure" TEXT NOT NULL,
    "value" INTEGER NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "year_target_pkey" PRIMARY KEY ("year","measure")
);

-- CreateIndex
CREATE INDEX "knowledge_draft_status_changed_at_idx" ON "knowledge_draft"("status", "changed_at");

-- To begin with: the office changes them as it likes.
INSERT INTO "canned_answer" ("id", "title", "text", "changed_by", "changed_at") VALUES
  (gen_random_uuid(), 'Chào và hỏi việc', 'Chào anh/chị. Tôi đã đọc phần trao đổi ở trên. Anh/chị cần tôi giúp việc gì ạ?', 'configuration', now()),
  (gen_random_uuid(), 'Cần xem lại rồi trả lời', 'Việc này tôi cần xem lại hồ sơ. Tôi sẽ trả lời anh/chị ngay tại đây khi có kết quả.', 'configuration', now()),
  (gen_random_uuid(), 'Mời gửi thêm ảnh, giấy tờ', 'Anh/chị chụp rõ cả bốn góc của giấy tờ rồi gửi vào đây giúp tôi. Sau khi tôi trả cuộc trò chuyện lại cho trợ lý, anh/chị gửi thì ảnh mới được lưu vào hồ sơ.', 'configuration', now()),
  (gen_random_uuid(), 'Hẹn tới trụ sở', 'Mời anh/chị mang hồ sơ giấy tới bộ phận một cửa của xã trong giờ làm việc. Cán bộ sẽ nhận và ghi ngày nhận để tính thời hạn.', 'configuration', now()),
  (gen_random_uuid(), 'Kết thúc trao đổi', 'Cảm ơn anh/chị. Tôi trả cuộc trò chuyện lại cho trợ lý, khi cần gặp cán bộ, anh/chị nhắn "gặp cán bộ".', 'configuration', now());
