-- DropIndex
DROP INDEX "delivery_status_priority_not_before_idx";
