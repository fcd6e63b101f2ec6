import type { Code } from '../model/code.ts';
import type { Path } from '../model/json.ts';
import type { Diagnostic, Severity, Span } from '../model/diagnostic.ts';
import type { Service, Settings } from '../model/service.ts';
import type { Entry } from '../envelope/node.ts';
import type { ResolvedService } from '../envelope/service.ts';
import type { LoadedGuide } from '../load/types.ts';
import type { SchemaCheck } from './json-schema.ts';
import type { Outline } from './outline.ts';

/** What a rule finds, by a path below what it looks at: the code, the service or the settings. */
export interface Finding {
  /** What is wrong, with the names concerned. One sentence, no full stop. */
  message: string;
  path: Path;
  /** The exact place, where it is no part of a value: in a guide. */
  span?: Span;
  /** Point at the key rather than at its value. */
  key?: boolean;
  /** What to write instead, where it is more precise than that of the rule. */
  fix?: string;
  suggest?: string | undefined;
  related?: Diagnostic['related'];
}
export type Report = (finding: Finding) => void;

/** The whole catalog, as rules see it. */
export interface CatalogContext {
  readonly settings: Settings;
  /** Those at hand, in order of their folders: of a large catalog, a share (`scripts/share`). */
  readonly services: readonly ServiceContext[];
  /** All services, in order of their folders, as far as others can refer to them. */
  readonly outlines: readonly Outline[];
  /** Languages of the documentation, of all services. */
  readonly languages: readonly string[];
  /** Guides that can be read, in order of their files. */
  readonly guides: readonly LoadedGuide[];
  /** Today, as an ISO 8601 date. Rules have no clock of their own. */
  readonly today: string;
  /** Ids that `rules:` of the settings can name. */
  readonly ruleIds: readonly string[];
  /** True for a service, or `service/CODE`, that stands in the files but was left out because its shape is wrong. */
  isLeftOut(name: string): boolean;
  /** Compiles a JSON Schema (draft 2020-12) once and tests values against it. */
  readonly schemas: SchemaCheck;
}

/** A service, as rules see it. */
export interface ServiceContext {
  /** Name of its folder. */
  readonly unit: string;
  readonly service: Service;
  readonly catalog: CatalogContext;
  /** Those at hand: of a service that is divided, a part (`scripts/share`). */
  readonly codes: readonly CodeContext[];
  /** Ids of all of its codes, at hand or not. */
  readonly ids: ReadonlySet<string>;
  /** The messages that it can send, resolved. */
  readonly messages: ResolvedService;
}

/** A guide in one language, as rules see it. */
export interface GuideContext {
  readonly guide: LoadedGuide;
  readonly catalog: CatalogContext;
}

/** A code, as rules see it. */
export interface CodeContext {
  readonly id: string;
  readonly code: Code;
  readonly in: ServiceContext;
  /** Its messages, resolved: one an envelope and wording. */
  readonly entries: readonly Entry[];
}

/**
 * One lint rule: code, documentation, default severity and examples in one object.
 * It implements one or more of the four visitors; each is called for everything of its kind, in the order of the catalog.
 */
export interface Rule {
  /** Stable name, such as `status-category`; the file has the same name. */
  readonly id: string;
  /** What the rule asks for, in one sentence without a full stop. */
  readonly title: string;
  readonly severity: Severity;
  /** Why it matters to those who read or handle the error. */
  readonly why: string;
  /** What to do. */
  readonly fix: string;
  /**
   * Pieces of YAML, laid over the catalog in `fixtures/base`; a top-level `catalog:` is laid over its
   * settings, `folder:` is the name of the folder, `guides:` are the guides of the service by the name of the file.
   * In a bad one, `# <--` marks each line that the rule points at, and no other rule has a finding.
   */
  readonly examples: { readonly good: readonly string[]; readonly bad: readonly string[] };
  /**
   * Set where what the visitor of services says of parts of a service (some of its codes, and all the rest) is what it says of the whole.
   * Without it, what is said of a part only means that the whole has to be looked at. Silence about all parts must mean silence about
   * the whole in either case, where the parts fit together (`digest.ts`); a test holds the examples of all rules to that.
   */
  readonly isLocal?: boolean;
  catalog?(context: CatalogContext, report: Report): void;
  service?(context: ServiceContext, report: Report): void;
  code?(context: CodeContext, report: Report): void;
  guide?(context: GuideContext, report: Report): void;
}
