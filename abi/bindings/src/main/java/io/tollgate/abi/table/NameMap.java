package io.tollgate.abi.table;

/** A small map by name: {@link java.util.HashMap} with its views costs a module some 10 KB. */
public final class NameMap<V> {
    private String[] names = new String[16];
    private Object[] values = new Object[16];
    private int size;

    /** The value, or null if there is none. */
    @SuppressWarnings("unchecked")
    public V get(String name) {
        return (V) values[slot(name)];
    }

    public void put(String name, V value) {
        int i = slot(name);
        if (names[i] == null && 2 * ++size > names.length) {
            grow();
            i = slot(name);
        }
        names[i] = name;
        values[i] = value;
    }

    private void grow() {
        String[] oldNames = names;
        Object[] oldValues = values;
        names = new String[2 * oldNames.length];
        values = new Object[2 * oldNames.length];
        for (int i = 0; i < oldNames.length; i++) {
            if (oldNames[i] != null) {
                int to = slot(oldNames[i]);
                names[to] = oldNames[i];
                values[to] = oldValues[i];
            }
        }
    }

    private int slot(String name) {
        int hash = name.hashCode();
        int i = (hash ^ hash >>> 16) & names.length - 1;
        while (names[i] != null && !names[i].equals(name)) {
            i = i + 1 & names.length - 1;
        }
        return i;
    }
}
