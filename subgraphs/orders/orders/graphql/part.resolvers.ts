import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { OrdersContext } from '../../graphql/context.ts';
import {
  presentLine,
  presentOrder,
  presentSellerOrder,
  presentShipment,
  type OrderLineNode,
  type OrderNode,
  type SellerOrderNode,
} from './present.ts';
import { OrderType } from './types/order.ts';
import { OrderLineType, SellerOrderType, ShipmentType } from './types/parts.ts';

const WHOLE_ORDER = {
  nullable: true,
  description: 'The whole order; null for a seller, whose people see their own part only.',
};

@Resolver(() => OrderLineType)
export class OrderLineResolver {
  @FieldResolver(() => OrderType, WHOLE_ORDER)
  async order(@Root() { row }: OrderLineNode, @Ctx() { load }: OrdersContext): Promise<OrderNode | null> {
    const header = await load.order.load(row.orderId);
    return header && presentOrder(header);
  }

  @FieldResolver(() => SellerOrderType, { description: 'The seller’s part it belongs to.' })
  async sellerOrder(@Root() { row }: OrderLineNode, @Ctx() { load }: OrdersContext): Promise<SellerOrderNode> {
    const parts = await load.sellerOrdersOf.load(row.orderId);
    return presentSellerOrder(parts.find((part) => part.id === row.sellerOrderId)!);
  }
}

@Resolver(() => SellerOrderType)
export class SellerOrderResolver {
  @FieldResolver(() => OrderType, WHOLE_ORDER)
  async order(@Root() { row }: SellerOrderNode, @Ctx() { load }: OrdersContext): Promise<OrderNode | null> {
    const header = await load.order.load(row.orderId);
    return header && presentOrder(header);
  }

  @FieldResolver(() => [OrderLineType], { description: 'What was bought from this seller.' })
  async lines(@Root() { row }: SellerOrderNode, @Ctx() { load }: OrdersContext): Promise<OrderLineType[]> {
    const lines = await load.linesOf.load(row.orderId);
    return lines.filter((line) => line.sellerOrderId === row.id).map(presentLine);
  }

  @FieldResolver(() => [ShipmentType], { description: 'The seller’s parcels.' })
  async shipments(@Root() { row }: SellerOrderNode, @Ctx() { load }: OrdersContext): Promise<ShipmentType[]> {
    const shipments = await load.shipmentsOf.load(row.orderId);
    return shipments.filter((shipment) => shipment.sellerOrderId === row.id).map(presentShipment);
  }
}
