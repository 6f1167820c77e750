;; Asks for a global, which no host has.
(module
  (import "env" "stack" (global i32))
  ;; include base.inc
)
