-- CreateTable
CREATE TABLE "zalo_echo" (
    "message_id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "zalo_echo_pkey" PRIMARY KEY ("message_id")
);

-- CreateIndex
CREATE INDEX "zalo_echo_hash_at_idx" ON "zalo_echo"("hash", "at");

-- CreateIndex
CREATE INDEX "zalo_echo_at_idx" ON "zalo_echo"("at");
