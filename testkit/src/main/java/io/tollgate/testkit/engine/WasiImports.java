package io.tollgate.testkit.engine;

import io.tollgate.testkit.host.HostCalls;
import io.tollgate.testkit.host.Reply;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The WASI imports that do something in Envoy, and stubs for those that Envoy stubs. */
final class WasiImports {
    private static final int INFO = 2;
    private static final int ERROR = 4;
    private static final int BAD_FD = 8;
    private static final int INVALID = 28;
    private static final int NOT_SUPPORTED = 58;
    private static final int MAX_RANDOM = 64 * 1024;

    /** Name, type and the answer to everything. Envoy's link functions lack an argument. */
    private static final List<String> STUBS =
            List.of(
                    "fd_advise iIIi:i 0",
                    "fd_allocate iII:i 8",
                    "fd_close i:i 0",
                    "fd_datasync i:i 8",
                    "fd_fdstat_set_flags ii:i 52",
                    "fd_fdstat_set_rights iII:i 8",
                    "fd_filestat_get ii:i 8",
                    "fd_filestat_set_size iI:i 8",
                    "fd_filestat_set_times iIIi:i 8",
                    "fd_pread iiiIi:i 52",
                    "fd_prestat_get ii:i 8",
                    "fd_prestat_dir_name iii:i 52",
                    "fd_pwrite iiiIi:i 8",
                    "fd_read iiii:i 52",
                    "fd_readdir iiiIi:i 20",
                    "fd_renumber ii:i 8",
                    "fd_seek iIii:i 0",
                    "fd_sync i:i 8",
                    "fd_tell ii:i 8",
                    "path_create_directory iii:i 58",
                    "path_filestat_get iiiii:i 58",
                    "path_filestat_set_times iiiiIIi:i 58",
                    "path_link iiiiii:i 58",
                    "path_open iiiiiIIii:i 44",
                    "path_readlink iiiiii:i 58",
                    "path_remove_directory iii:i 58",
                    "path_rename iiiiii:i 58",
                    "path_symlink iiii:i 58",
                    "path_unlink_file iii:i 58",
                    "sock_accept iii:i 58",
                    "sock_recv iiiiii:i 58",
                    "sock_send iiiii:i 58",
                    "sock_shutdown ii:i 58");

    private final Map<String, AbiImports.Call> calls = new LinkedHashMap<>();
    private final Map<String, String> types = new LinkedHashMap<>();
    private final HostCalls host;
    private final Map<String, String> environment;

    WasiImports(HostCalls host, Map<String, String> environment) {
        this.host = host;
        this.environment = environment;
        output();
        environment();
        clocks();
        stubs();
    }

    Map<String, AbiImports.Call> calls() {
        return calls;
    }

    String type(String name) {
        return types.getOrDefault(name, "");
    }

    private void add(String name, String type, AbiImports.Call call) {
        calls.put(name, call);
        types.put(name, type);
    }

    private void output() {
        add("fd_write", "iiii:i", this::write);
        add("fd_fdstat_get", "ii:i", this::fdStat);
        add("proc_exit", "i:", x -> 0);
        add("sched_yield", ":i", x -> 0);
        add("poll_oneoff", "iiii:i", x -> x.number(Reply.number(0), 3));
    }

    private long fdStat(Args x) {
        if (x.i(0) != 1 && x.i(0) != 2) {
            return BAD_FD;
        }
        x.memory().put(x.i(1), new byte[24]);
        return 0;
    }

    /** All pieces become one log line; one newline at the end is cut. */
    private long write(Args x) {
        if (x.i(0) != 1 && x.i(0) != 2) {
            return BAD_FD;
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < x.i(2); i++) {
            int at = x.i(1) + 8 * i;
            all.writeBytes(x.memory().bytes(x.memory().i32(at), x.memory().i32(at + 4)));
        }
        String text = all.toString(StandardCharsets.UTF_8);
        if (!text.isEmpty()) {
            String line = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
            host.system().log(x.i(0) == 1 ? INFO : ERROR, line);
        }
        return x.number(Reply.number(all.size()), 3);
    }

    private void environment() {
        add("args_sizes_get", "ii:i", x -> sizes(x, 0, 0));
        add("args_get", "ii:i", x -> 0);
        add("environ_sizes_get", "ii:i", x -> sizes(x, environment.size(), block().length));
        add("environ_get", "ii:i", this::environ);
    }

    private static long sizes(Args x, int count, int bytes) {
        return x.number(Reply.number(count), 0) + x.number(Reply.number(bytes), 1);
    }

    private long environ(Args x) {
        int at = x.i(1);
        int slot = x.i(0);
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            x.memory().i32(slot, at);
            slot += 4;
            String line = variable.getKey() + "=" + variable.getValue();
            at += line.getBytes(StandardCharsets.UTF_8).length + 1;
        }
        x.memory().put(x.i(1), block());
        return 0;
    }

    private byte[] block() {
        StringBuilder all = new StringBuilder();
        environment.forEach(
                (name, value) -> all.append(name).append('=').append(value).append('\0'));
        return all.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void clocks() {
        add("clock_time_get", "iIi:i", this::clock);
        add("clock_res_get", "ii:i", x -> x.number64(Reply.number(1), 1));
        add("random_get", "ii:i", this::random);
    }

    private long clock(Args x) {
        return switch (x.i(0)) {
            case 0 -> x.number64(host.system().now(), 2);
            case 1 -> x.number64(Reply.number(host.system().monotonic()), 2);
            default -> NOT_SUPPORTED;
        };
    }

    private long random(Args x) {
        if (Integer.toUnsignedLong(x.i(1)) > MAX_RANDOM) {
            return INVALID;
        }
        x.memory().put(x.i(0), host.system().random(x.i(1)));
        return 0;
    }

    private void stubs() {
        for (String line : STUBS) {
            String[] parts = line.split(" ");
            long errno = Long.parseLong(parts[2]);
            add(parts[0], parts[1], x -> errno);
        }
    }
}
