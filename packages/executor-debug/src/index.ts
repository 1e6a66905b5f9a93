// Runs TypeScript contracts directly, over the VM hooks.
export {};
