package io.tollgate.abi.table;

/** A map from context and callout ids, without boxing. Ids are never 0. */
public final class IntMap<V> {
    private int[] keys = new int[16];
    private Object[] values = new Object[16];
    private int size;

    public int size() {
        return size;
    }

    /** The value, or null if there is none. */
    @SuppressWarnings("unchecked")
    public V get(int key) {
        int i = slot(key);
        return keys[i] == key ? (V) values[i] : null;
    }

    public void put(int key, V value) {
        int i = slot(key);
        if (keys[i] != key) {
            if (2 * (size + 1) > keys.length) {
                grow();
                i = slot(key);
            }
            keys[i] = key;
            size++;
        }
        values[i] = value;
    }

    /** Removes and returns the value, or null if there was none. */
    @SuppressWarnings("unchecked")
    public V remove(int key) {
        int i = slot(key);
        if (keys[i] != key) {
            return null;
        }
        V result = (V) values[i];
        size--;
        closeGap(i);
        return result;
    }

    private void closeGap(int gap) {
        int mask = keys.length - 1;
        int i = gap;
        while (true) {
            i = i + 1 & mask;
            if (keys[i] == 0) {
                break;
            }
            int home = home(keys[i]);
            if ((i - home & mask) >= (i - gap & mask)) {
                keys[gap] = keys[i];
                values[gap] = values[i];
                gap = i;
            }
        }
        keys[gap] = 0;
        values[gap] = null;
    }

    private void grow() {
        int[] oldKeys = keys;
        Object[] oldValues = values;
        keys = new int[2 * oldKeys.length];
        values = new Object[2 * oldKeys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                int to = slot(oldKeys[i]);
                keys[to] = oldKeys[i];
                values[to] = oldValues[i];
            }
        }
    }

    private int slot(int key) {
        int i = home(key);
        while (keys[i] != 0 && keys[i] != key) {
            i = i + 1 & keys.length - 1;
        }
        return i;
    }

    private int home(int key) {
        int h = key * 0x9e3779b9;
        return (h ^ h >>> 15) & keys.length - 1;
    }
}
