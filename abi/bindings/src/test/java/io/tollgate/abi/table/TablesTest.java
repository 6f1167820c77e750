package io.tollgate.abi.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TablesTest {
    @Test
    void anIntMapIsAMap() {
        IntMap<String> map = new IntMap<>();
        Map<Integer, String> model = new HashMap<>();
        Random random = new Random(1);
        for (int step = 0; step < 100_000; step++) {
            int key = 1 + random.nextInt(400) * (random.nextBoolean() ? 1 : 4096);
            if (random.nextInt(3) == 0) {
                assertEquals(model.remove(key), map.remove(key));
            } else {
                model.put(key, "v" + step);
                map.put(key, "v" + step);
            }
            assertEquals(model.get(key), map.get(key));
            assertEquals(model.size(), map.size());
        }
        model.forEach((key, value) -> assertEquals(value, map.get(key)));
    }

    @Test
    void aNameMapFindsWhatWasPut() {
        NameMap<Integer> map = new NameMap<>();
        for (int i = 0; i < 1000; i++) {
            map.put("name" + i, i);
            map.put("name" + i, -i);
        }
        for (int i = 0; i < 1000; i++) {
            assertEquals(-i, map.get("name" + i));
        }
        assertNull(map.get("other"));
    }
}
