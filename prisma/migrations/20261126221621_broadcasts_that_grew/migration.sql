-- AlterTable
ALTER TABLE "campaign" ADD COLUMN     "ask_above" INTEGER,
ADD COLUMN     "grown_from" INTEGER;
