namespace Collections.Local.Host.Storage.InMemory;

/// <summary>
/// Items in the ordinal order of their keys: a list of sorted blocks. Finding takes O(log n), inserting moves at most one block.
/// Not thread-safe.
/// </summary>
internal sealed class OrderedIndex<T> where T : Keyed
{
    private const int FirstCapacity = 2;
    private const int BlockCapacity = 256;

    private Block[] _blocks = [new Block(FirstCapacity)];
    private int _blockCount = 1;

    public int Count { get; private set; }

    public T? Find(ReadOnlySpan<byte> key)
    {
        var block = _blocks[BlockFor(key)];
        var at = block.Search(key);
        return at >= 0 ? block.Items[at] : null;
    }

    /// <summary>Puts an item in its place and returns the one that it replaces.</summary>
    public T? Put(T item)
    {
        var blockIndex = BlockFor(item.Key);
        var block = _blocks[blockIndex];
        var at = block.Search(item.Key);
        if (at >= 0)
            return Exchange(ref block.Items[at]!, item);
        at = ~at;
        if (block.Count == BlockCapacity)
        {
            // Keys often come in rising order: then a full block stays full.
            var keep = blockIndex == _blockCount - 1 && at == block.Count ? BlockCapacity : BlockCapacity / 2;
            InsertBlock(blockIndex + 1, block.Split(keep));
            if (at > keep || keep == BlockCapacity)
                (block, at) = (_blocks[blockIndex + 1], at - keep);
        }
        block.Insert(at, item);
        Count++;
        return null;
    }

    public T? Remove(ReadOnlySpan<byte> key)
    {
        var blockIndex = BlockFor(key);
        var block = _blocks[blockIndex];
        var at = block.Search(key);
        if (at < 0)
            return null;
        var item = block.RemoveAt(at);
        Count--;
        if (block.Count == 0 && _blockCount > 1)
        {
            Array.Copy(_blocks, blockIndex + 1, _blocks, blockIndex, _blockCount - blockIndex - 1);
            _blocks[--_blockCount] = null!;
        }
        return item;
    }

    /// <summary>Walks up from the first item whose key is not less than <paramref name="key"/>; invalid after a change.</summary>
    public Cursor From(ReadOnlySpan<byte> key)
    {
        var blockIndex = BlockFor(key);
        var at = _blocks[blockIndex].Search(key);
        return new Cursor(this, blockIndex, at < 0 ? ~at : at);
    }

    /// <summary>The last block whose first key is not greater, or the first block.</summary>
    private int BlockFor(ReadOnlySpan<byte> key)
    {
        int low = 1, high = _blockCount;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_blocks[middle].Items[0].Key.SequenceCompareTo(key) <= 0)
                low = middle + 1;
            else
                high = middle;
        }
        return low - 1;
    }

    private void InsertBlock(int at, Block block)
    {
        if (_blockCount == _blocks.Length)
            Array.Resize(ref _blocks, _blockCount * 2);
        Array.Copy(_blocks, at, _blocks, at + 1, _blockCount - at);
        _blocks[at] = block;
        _blockCount++;
    }

    private static T Exchange(ref T place, T item)
    {
        var old = place;
        place = item;
        return old;
    }

    public struct Cursor(OrderedIndex<T> index, int block, int next)
    {
        public T Current { get; private set; } = null!;

        public bool MoveNext()
        {
            while (next >= index._blocks[block].Count)
            {
                if (block == index._blockCount - 1)
                    return false;
                block++;
                next = 0;
            }
            Current = index._blocks[block].Items[next++];
            return true;
        }
    }

    private sealed class Block(int capacity)
    {
        public T[] Items = new T[capacity];
        public int Count;

        /// <summary>The item's place, or the complement of the place where it belongs.</summary>
        public int Search(ReadOnlySpan<byte> key)
        {
            int low = 0, high = Count;
            while (low < high)
            {
                var middle = (low + high) >>> 1;
                var order = Items[middle].Key.SequenceCompareTo(key);
                if (order == 0)
                    return middle;
                if (order < 0)
                    low = middle + 1;
                else
                    high = middle;
            }
            return ~low;
        }

        public void Insert(int at, T item)
        {
            if (Count == Items.Length)
                Array.Resize(ref Items, Math.Min(BlockCapacity, Count * 2));
            Array.Copy(Items, at, Items, at + 1, Count - at);
            Items[at] = item;
            Count++;
        }

        public T RemoveAt(int at)
        {
            var item = Items[at];
            Count--;
            Array.Copy(Items, at + 1, Items, at, Count - at);
            Items[Count] = null!;
            return item;
        }

        public Block Split(int keep)
        {
            var right = new Block(BlockCapacity) { Count = Count - keep };
            Array.Copy(Items, keep, right.Items, 0, right.Count);
            Array.Clear(Items, keep, right.Count);
            Count = keep;
            return right;
        }
    }
}
