// Lint rules about a file as a whole: its name, and the comment that it opens with.
import { basename } from "node:path";

const kebabCase = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;

const kebabCaseName = {
  meta: { type: "suggestion", schema: [], messages: { name: "{{name}} is not in kebab-case." } },
  create: (context) => ({
    Program(node) {
      const name = basename(context.filename);
      if (!kebabCase.test(name)) context.report({ node, messageId: "name", data: { name } });
    },
  }),
};

const openingComment = {
  meta: {
    type: "suggestion",
    schema: [],
    messages: { missing: "A file opens with a comment: what it owns, and which part of the protocol it mirrors." },
  },
  create: (context) => ({
    Program(node) {
      const [first] = context.sourceCode.getAllComments().filter(({ type }) => type !== "Shebang");
      const [statement] = node.body;
      if (first === undefined || (statement !== undefined && first.range[0] > statement.range[0])) {
        context.report({ node, messageId: "missing" });
      }
    },
  }),
};

export const fileRules = { rules: { "kebab-case-name": kebabCaseName, "opening-comment": openingComment } };
