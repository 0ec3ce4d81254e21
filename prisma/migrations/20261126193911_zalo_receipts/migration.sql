-- AlterTable
ALTER TABLE "zalo_echo" ADD COLUMN     "delivered_at" TIMESTAMPTZ(3),
ADD COLUMN     "read_at" TIMESTAMPTZ(3);
