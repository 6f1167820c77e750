;; Asks for a property before the module has started.
(module
  (import "env" "proxy_get_property" (func $get (param i32 i32 i32 i32) (result i32)))
  ;; include base.inc
  (func (export "_initialize")
    (drop (call $get (i32.const 16) (i32.const 4) (i32.const 32) (i32.const 36)))))
