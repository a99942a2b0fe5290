import type { OfferId, OrderLineId, PickTaskId, ShipmentId, UserId, WarehouseId } from '@emporium/contracts/ids';
import { describe, expect, it } from 'vitest';
import { decideClaim, decidePack, decidePick, type PickLine, type PickTask } from './pick-task.ts';

const line = (id: string, bin: string, quantity: number, picked = 0): PickLine => ({
  orderLineId: `oln_${id}` as OrderLineId,
  offerId: `ofr_${id}` as OfferId,
  dealId: null,
  bin,
  quantity,
  picked,
});
const task = (status: PickTask['status'], ...lines: PickLine[]): PickTask => ({
  id: 'pick_1' as PickTaskId,
  orderId: 'ord_1',
  sellerOrderId: 'sor_1',
  shipmentId: 'shp_1' as ShipmentId,
  warehouseId: 'wh_1' as WarehouseId,
  status,
  assignee: null,
  lines,
});
const picker = 'usr_1' as UserId;
const picked = (result: ReturnType<typeof decidePick>) => (result.ok ? result.value.lines.map((l) => l.picked) : null);

describe('a pick task', () => {
  it('is one picker’s once it is claimed', () => {
    expect(decideClaim(task('QUEUED'), picker)).toMatchObject({
      ok: true,
      value: { status: 'PICKING', assignee: picker },
    });
    expect(decideClaim(task('PICKING'), picker)).toEqual({
      ok: false,
      error: { code: 'ILLEGAL_TRANSITION', from: 'PICKING', to: 'PICKING' },
    });
  });

  it('goes on with who claimed it, or an administrator, and nobody else', () => {
    const claimed = { ...task('PICKING', line('a', 'K-1', 1)), assignee: picker };
    const collected = { ...claimed, status: 'PICKED' as const };
    const other = 'usr_2' as UserId;
    for (const authority of [picker, 'all' as const]) {
      expect(decidePick(claimed, authority, 'K-1', 1)).toMatchObject({ value: { status: 'PICKED', assignee: picker } });
      expect(decidePack(collected, authority)).toMatchObject({ value: { status: 'PACKED', assignee: picker } });
    }
    expect(decidePick(claimed, other, 'K-1', 1)).toEqual({ ok: false, error: { code: 'FORBIDDEN' } });
    expect(decidePack(collected, other)).toEqual({ ok: false, error: { code: 'FORBIDDEN' } });
  });

  it('is picked with its last unit, and not before', () => {
    const started = task('PICKING', line('a', 'K-1', 2), line('b', 'K-2', 1, 1));
    expect(decidePick(started, picker, 'K-1', 1)).toMatchObject({ value: { status: 'PICKING' } });
    expect(decidePick(started, picker, 'K-1', 2)).toMatchObject({ value: { status: 'PICKED' } });
  });

  it('goes on to the next line of a bin when one is done', () => {
    const sharing = task('PICKING', line('a', 'K-1', 2, 2), line('b', 'K-1', 3));
    expect(picked(decidePick(sharing, picker, 'K-1', 1))).toEqual([2, 1]);
    expect(decidePick(sharing, picker, 'K-1', 4)).toMatchObject({ error: { field: 'quantity' } });
  });

  it('gives nothing from a bin that is done, or not on the list', () => {
    const done = task('PICKING', line('a', 'K-1', 1, 1), line('b', 'K-2', 1));
    expect(decidePick(done, picker, 'K-1', 1)).toMatchObject({ error: { code: 'INVALID', field: 'bin' } });
    expect(decidePick(done, picker, 'K-9', 1)).toMatchObject({ error: { code: 'INVALID', field: 'bin' } });
  });

  it('is packed when everything is collected', () => {
    expect(decidePack(task('PICKED'), picker)).toMatchObject({ value: { status: 'PACKED' } });
    expect(decidePack(task('PICKING'), picker)).toMatchObject({ error: { code: 'ILLEGAL_TRANSITION' } });
  });
});
