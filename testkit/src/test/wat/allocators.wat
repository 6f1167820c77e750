;; Exports both allocators; the second one would trap. Reads its configuration and logs it.
(module
  (import "env" "proxy_log" (func $log (param i32 i32 i32) (result i32)))
  (import "env" "proxy_get_buffer_bytes" (func $get (param i32 i32 i32 i32 i32) (result i32)))
  ;; include base.inc
  (func (export "proxy_on_memory_allocate") (param i32) (result i32) (unreachable))
  (func (export "proxy_on_configure") (param i32 i32) (result i32)
    (drop (call $get (i32.const 7) (i32.const 0) (local.get 1) (i32.const 32) (i32.const 36)))
    (drop (call $log (i32.const 2) (i32.load (i32.const 32)) (i32.load (i32.const 36))))
    (i32.const 1)))
