import { sqlMigration, type Migration } from '@emporium/platform/db';

export const migrations: readonly Migration[] = [
  sqlMigration(1767312000001, 'Stock', [
    `CREATE TABLE warehouse (
       id text PRIMARY KEY,
       code text NOT NULL UNIQUE,
       name text NOT NULL,
       region text NOT NULL,
       address jsonb NOT NULL,
       latitude double precision NOT NULL,
       longitude double precision NOT NULL,
       time_zone text NOT NULL,
       cutoff_local_time text NOT NULL,
       kind text NOT NULL,
       active boolean NOT NULL DEFAULT true
     )`,
    // What the domain promises, the table enforces: no row ever promises more than it holds.
    `CREATE TABLE stock_level (
       id text NOT NULL UNIQUE,
       offer_id text NOT NULL,
       warehouse_id text NOT NULL REFERENCES warehouse,
       seller_id text NOT NULL,
       on_hand int NOT NULL DEFAULT 0,
       reserved int NOT NULL DEFAULT 0 CHECK (reserved >= 0),
       allocated int NOT NULL DEFAULT 0 CHECK (allocated >= 0),
       damaged int NOT NULL DEFAULT 0 CHECK (damaged >= 0),
       inbound int NOT NULL DEFAULT 0 CHECK (inbound >= 0),
       safety_stock int NOT NULL DEFAULT 0 CHECK (safety_stock >= 0),
       reorder_point int NOT NULL DEFAULT 0 CHECK (reorder_point >= 0),
       reorder_quantity int NOT NULL DEFAULT 0 CHECK (reorder_quantity >= 0),
       version int NOT NULL DEFAULT 1,
       updated_at timestamptz NOT NULL DEFAULT now(),
       PRIMARY KEY (offer_id, warehouse_id),
       CONSTRAINT stock_level_promises CHECK (reserved + allocated + damaged <= on_hand)
     ) WITH (fillfactor = 70)`,
    `CREATE INDEX stock_level_seller ON stock_level (seller_id, id)`,
    `CREATE TABLE stock_movement (
       id text PRIMARY KEY,
       offer_id text NOT NULL,
       warehouse_id text NOT NULL,
       kind text NOT NULL,
       quantity int NOT NULL,
       reference text,
       reason text,
       at timestamptz NOT NULL DEFAULT now()
     )`,
    `CREATE INDEX stock_movement_row ON stock_movement (offer_id, warehouse_id, id DESC)`,
  ]),
  sqlMigration(1767312000002, 'Reservations', [
    `CREATE TABLE reservation (
       id text PRIMARY KEY,
       checkout_id text NOT NULL,
       status text NOT NULL,
       expires_at timestamptz NOT NULL,
       created_at timestamptz NOT NULL DEFAULT now()
     )`,
    `CREATE UNIQUE INDEX reservation_active_checkout ON reservation (checkout_id) WHERE status = 'ACTIVE'`,
    `CREATE INDEX reservation_expiry ON reservation (expires_at) WHERE status = 'ACTIVE'`,
    `CREATE TABLE reservation_line (
       reservation_id text NOT NULL REFERENCES reservation,
       position int NOT NULL,
       line_id text NOT NULL,
       offer_id text NOT NULL,
       warehouse_id text NOT NULL,
       deal_id text,
       quantity int NOT NULL CHECK (quantity > 0),
       PRIMARY KEY (reservation_id, position)
     )`,
    `CREATE TABLE deal_stock (
       deal_id text NOT NULL,
       offer_id text NOT NULL,
       warehouse_id text NOT NULL,
       total int NOT NULL CHECK (total > 0),
       remaining int NOT NULL CHECK (remaining >= 0),
       PRIMARY KEY (deal_id, warehouse_id)
     )`,
  ]),
  sqlMigration(1767312000003, 'PickTasks', [
    `CREATE TABLE pick_task (
       id text PRIMARY KEY,
       order_id text NOT NULL,
       seller_order_id text NOT NULL,
       shipment_id text NOT NULL UNIQUE,
       warehouse_id text NOT NULL REFERENCES warehouse,
       status text NOT NULL,
       assignee text,
       created_at timestamptz NOT NULL DEFAULT now()
     )`,
    `CREATE INDEX pick_task_queue ON pick_task (warehouse_id, status, id)`,
    `CREATE INDEX pick_task_open ON pick_task (id) WHERE status IN ('QUEUED', 'PICKING', 'PICKED')`,
    `CREATE TABLE pick_line (
       task_id text NOT NULL REFERENCES pick_task,
       order_line_id text NOT NULL,
       offer_id text NOT NULL,
       bin text NOT NULL,
       quantity int NOT NULL CHECK (quantity > 0),
       picked int NOT NULL DEFAULT 0 CHECK (picked BETWEEN 0 AND quantity),
       PRIMARY KEY (task_id, order_line_id)
     )`,
  ]),
  // Cancelled before they ship, a deal's units go back to the deal.
  sqlMigration(1767312000004, 'PickedForDeals', [`ALTER TABLE pick_line ADD COLUMN deal_id text`]),
];
