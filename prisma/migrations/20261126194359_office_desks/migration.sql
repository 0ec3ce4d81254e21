-- CreateTable
CREATE TABLE "office_desk" (
    "unit" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "contact" TEXT,
    "hours" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "changed_by" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "office_desk_pkey" PRIMARY KEY ("unit")
);
